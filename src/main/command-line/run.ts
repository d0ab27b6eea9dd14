// The program's tasks without a window: built as a file of its own, which only they load. All of it is synchronous, since Electron goes on
// to open a display as soon as its first file has been read, and there may be none.
import { assertNever } from '../../shared/assert-never'
import type { Task } from '../shell/tasks'
import { backUp } from './backup'
import { diagnose } from './diagnose'
import { health } from './health'
import { restoreFrom } from './restore'
import type { Done, TaskNeeds } from './task'

export function runTask(task: Task, needs: TaskNeeds): Done {
  switch (task.kind) {
    case 'health':
      return health(needs)
    case 'diagnose':
      return diagnose(needs, task.file, task.withDumps)
    case 'backup':
      return backUp(needs, task.file)
    case 'restore':
      return restoreFrom(needs, task.file)
    default:
      return assertNever(task)
  }
}
