/** Which standard picklist fields take their values from which StandardValueSet of the Metadata API. */
import type { PicklistValue } from './model.ts';
import type { XmlElement } from './xml.ts';
import { xmlBoolean, xmlList, xmlText } from './xml.ts';

const FIELDS: Record<string, string> = {
    AccountRating: 'Account.Rating Lead.Rating',
    AccountType: 'Account.Type',
    AssetStatus: 'Asset.Status',
    CampaignMemberStatus: 'CampaignMember.Status',
    CampaignStatus: 'Campaign.Status',
    CampaignType: 'Campaign.Type',
    CaseOrigin: 'Case.Origin',
    CasePriority: 'Case.Priority',
    CaseReason: 'Case.Reason',
    CaseStatus: 'Case.Status',
    CaseType: 'Case.Type',
    ContactRole: 'OpportunityContactRole.Role',
    ContractStatus: 'Contract.Status',
    EventSubject: 'Event.Subject',
    EventType: 'Event.Type',
    Industry: 'Account.Industry Lead.Industry',
    LeadSource: 'Lead.LeadSource Contact.LeadSource Opportunity.LeadSource Account.AccountSource',
    LeadStatus: 'Lead.Status',
    OpportunityStage: 'Opportunity.StageName',
    OpportunityType: 'Opportunity.Type',
    OrderStatus: 'Order.Status',
    OrderType: 'Order.Type',
    Product2Family: 'Product2.Family',
    SalesTeamRole:
        'AccountTeamMember.TeamMemberRole OpportunityTeamMember.TeamMemberRole UserTeamMember.TeamMemberRole UserAccountTeamMember.TeamMemberRole',
    Salutation: 'Contact.Salutation Lead.Salutation',
    TaskPriority: 'Task.Priority',
    TaskStatus: 'Task.Status',
    TaskSubject: 'Task.Subject',
    TaskType: 'Task.Type'
};

/** `Opportunity.StageName` for `OpportunityStage`; none for sets that this org has no field for. */
export function fieldsOfStandardValueSet(name: string): string[] {
    return (FIELDS[name] ?? '').split(' ').filter(Boolean);
}

/** The values of a StandardValueSet's content. */
export function standardValues(content: XmlElement): PicklistValue[] {
    return xmlList(content, 'standardValue').map((each) => {
        const value = xmlText(each, 'fullName') ?? '';
        return {
            value,
            label: xmlText(each, 'label') || value,
            isDefault: xmlBoolean(each, 'default'),
            isActive: xmlBoolean(each, 'isActive', true)
        };
    });
}
