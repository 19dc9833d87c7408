/** What a run is shared as, and how much of the bench goes with it. */

export const FORMS = ["link", "frame", "element", "notebook"] as const;
export type Form = (typeof FORMS)[number];
export const CONTROLS = ["full", "min", "none"] as const;

/** How a run is shared. What is left out is hidden; without faults, the bench is locked. */
export interface Sharing {
  as: Form;
  /** Views left out: the picture goes by the name `cluster`. */
  without: readonly string[];
  controls: (typeof CONTROLS)[number];
  faults: boolean;
  autoplay: boolean;
}

export const ALL_OF_IT: Sharing = {
  as: "link",
  without: [],
  controls: "full",
  faults: true,
  autoplay: false,
};
