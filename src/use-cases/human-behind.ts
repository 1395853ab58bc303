/** Who acts through an account: whoever decides or declares something is counted by this. */
export { humanBehind } from "../db/people.ts";
