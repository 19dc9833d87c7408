/** What a protocol's view keeps, such as the column of a table that is looked at. Values are its own affair. */
export type ViewState = Readonly<Record<string, string | number | boolean | null>>;
