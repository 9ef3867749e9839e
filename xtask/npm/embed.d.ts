// The helper exports nothing: it looks after the frames of the page.
export {};
