// Central gives containers numbers by its clock: with a count for each thousand numbers, every STORE would have a count of its own. From
// now on a row counts about a thousand containers: those of its thousand numbers and of all up to the next row's. `last`: the highest
// thousand that was counted in it, if not its own.
export const stretches = 'ALTER TABLE container_count ADD COLUMN last INTEGER NOT NULL DEFAULT 0;'
