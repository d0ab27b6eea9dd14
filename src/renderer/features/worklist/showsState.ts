import { isOpen, type Procedure } from '../../../shared/model/procedure'

/** Whether the state has to stand beside a procedure: the lanes of open procedures are named after theirs. */
export const showsState = ({ type, status }: Pick<Procedure, 'type' | 'status'>): boolean =>
  type === 'UNKNOWN' || !isOpen(status)
