/** The addresses of the package's files by their names, for `init({ files })`. */
export declare const files: Readonly<Record<string, string>>;
