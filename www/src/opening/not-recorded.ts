/** What was asked of a recording is not in it. The engine can tell. */
export class NotRecorded extends Error {
  override readonly name = "NotRecorded";
}
