/** The languages that Countersign speaks; the first one is for everybody who reads none of them. Each has its folder in words/. */
export const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];
