/** What `countersign apply` doubts about the approvers that a document names. */
export const doubtWords = {
  noSuchRole: "no server that Countersign is in has a role with this id, so nobody can be asked through it",
  noSuchChat: "Countersign is in no chat with this id, so its admins can't be asked",
  nowhere:
    "this person is in no place that Countersign is in, so they are asked only in a private chat, if at all",
  bot: "this is a bot, and bots never decide",
};
