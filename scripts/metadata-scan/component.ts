import type { Language } from './text/comments.ts';

/** What a file without metadata XML is part of. */
export interface SourceComponent {
    type: string;
    name: string;
    language: Language;
    /** `\n` before a word is no letter of it. */
    escapes: boolean;
}

/** Folder of a package → type of what lies there as plain sources. */
const FOLDERS: Record<string, string> = {
    classes: 'ApexClass',
    triggers: 'ApexTrigger',
    pages: 'ApexPage',
    components: 'ApexComponent',
    lwc: 'LightningComponentBundle',
    aura: 'AuraDefinitionBundle',
    email: 'EmailTemplate',
    staticresources: 'StaticResource',
    documents: 'Document',
    experiences: 'ExperienceBundle',
    digitalExperiences: 'DigitalExperienceBundle',
    waveTemplates: 'WaveTemplateBundle',
    contentassets: 'ContentAsset',
    siteDotComSites: 'SiteDotCom',
    scontrols: 'Scontrol',
    wave: 'WaveDataflow',
    genAiFunctions: 'GenAiFunction',
    genAiPlannerBundles: 'GenAiPlannerBundle',
    agents: 'Bot',
    bots: 'Bot'
};
const SUFFIX_TYPES: Record<string, string> = {
    cls: 'ApexClass',
    trigger: 'ApexTrigger',
    page: 'ApexPage',
    component: 'ApexComponent',
    email: 'EmailTemplate'
};
const CODE = new Set(['cls', 'trigger', 'apex', 'js', 'ts', 'json', 'css', 'mjs', 'cjs']);
const COMMENTED = new Set(['cls', 'trigger', 'apex', 'js', 'ts', 'css', 'mjs', 'cjs']);
const MARKUP = new Set(['page', 'component', 'cmp', 'app', 'evt', 'intf', 'design', 'auradoc', 'html', 'htm', 'xml', 'svg']);

/** Type and name of a source file by its place; `Unknown` outside of every metadata folder. */
export function sourceComponent(path: string): SourceComponent {
    const parts = path.split('/');
    const file = parts[parts.length - 1];
    const suffix = file.slice(file.lastIndexOf('.') + 1).toLowerCase();
    const at = parts.findLastIndex((part, index) => index < parts.length - 1 && part in FOLDERS);
    const type = SUFFIX_TYPES[suffix] ?? (at >= 0 ? FOLDERS[parts[at]] : 'Unknown');
    const bundle = at >= 0 && at < parts.length - 2 ? parts.slice(at + 1, -1).join('/') : undefined;
    const name = type === 'EmailTemplate' || type === 'Document' ? [bundle, stem(file)].filter(Boolean).join('/') : (bundle ?? stem(file));
    return { type, name, escapes: CODE.has(suffix), language: COMMENTED.has(suffix) ? 'code' : MARKUP.has(suffix) ? 'markup' : 'plain' };
}

function stem(file: string): string {
    const dot = file.indexOf('.');
    return dot > 0 ? file.slice(0, dot) : file;
}
