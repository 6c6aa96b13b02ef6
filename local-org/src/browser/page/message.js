/** A card with a title and a sentence, where there is nothing else to show. */
export function renderMessage(content, title, text) {
    const card = document.createElement('div');
    card.className = 'slds-card slds-p-around_large';
    card.setAttribute('role', 'alert');
    const heading = document.createElement('h1');
    heading.className = 'slds-text-heading_medium slds-m-bottom_small';
    heading.textContent = title;
    const sentence = document.createElement('p');
    sentence.textContent = text;
    card.append(heading, sentence);
    content.replaceChildren(card);
}
