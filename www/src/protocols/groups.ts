/** What chapters are grouped by in their menu, in its order. A chapter names its group in its entry. */
export const GROUPS = ["consensus", "placement", "others"] as const;

export type Group = (typeof GROUPS)[number];
