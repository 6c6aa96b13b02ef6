/** What Salesforce's parser (Xerces, by its words) says of XML that is not well-formed. Errors it has no known words for keep ours. */
export function parserWords(message: string, unclosed: string | undefined, hasRoot: boolean): { message: string; atStart: boolean } {
    const said = message.replace(/^(?:\S+:)?\d+:\d+:\s*/, '');
    const words = (text: string, atStart = false): { message: string; atStart: boolean } => ({ message: text, atStart });
    if (said.startsWith('text data outside of root node')) {
        return hasRoot ? words('Content is not allowed in trailing section.') : words('Content is not allowed in prolog.', true);
    }
    if (said.startsWith('document must contain a root element')) {
        return words('Premature end of file.', true);
    }
    if (said.startsWith('unexpected close tag') && unclosed !== undefined) {
        return words(`The element type "${unclosed}" must be terminated by the matching end-tag "</${unclosed}>".`);
    }
    if (/^(?:unclosed tag|unexpected end)/.test(said)) {
        return words('XML document structures must start and end within the same entity.');
    }
    if (said.startsWith('documents may contain only one root')) {
        return words('The markup in the document following the root element must be well-formed.');
    }
    return words(said);
}
