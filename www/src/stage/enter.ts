/** Enter and space press what is no button by itself. */
export const onEnter = (action: (event: KeyboardEvent) => void) => (event: KeyboardEvent) => {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  event.stopPropagation();
  action(event);
};
