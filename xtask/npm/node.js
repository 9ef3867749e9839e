// On a server there is no element to register.
export const init = () => {};
