import { apexCases } from './apexCases.ts';

apexCases('Pages, messages and data holders', [
    [
        "PageReference p = new PageReference('/apex/x?a=1&b=c+d'); p.getParameters().put('e', 'f g'); p.setAnchor('top'); return p.getUrl() + p.getParameters().get('b') + p.getRedirect();",
        '/apex/x?a=1&b=c+d&e=f+g#topc dfalse'
    ],
    ['return ApexPages.currentPage();', 'null'],
    [
        "ApexPages.addMessage(new ApexPages.Message(ApexPages.Severity.ERROR, 'bad')); return ApexPages.hasMessages() + ' ' + ApexPages.getMessages()[0].getDetail() + ApexPages.hasMessages(ApexPages.Severity.INFO);",
        'true badfalse'
    ],
    ["return new SelectOption('v', 'l').getLabel() + new SelectOption('v', 'l', true).getDisabled();", 'ltrue'],
    ["Messaging.InboundEmail e = new Messaging.InboundEmail(); e.fromAddress = 'a@b.c'; return e.fromAddress + e.subject;", 'a@b.cnull'],
    ["return Location.newInstance(52.52, 13.405).getDistance(Location.newInstance(48.137, 11.575), 'km').intValue();", '504'],
    [
        "ApexPages.StandardSetController c = new ApexPages.StandardSetController(new List<Account>{new Account(Name = 'a'), new Account(Name = 'b')}); c.setPageSize(1); c.next(); return ((List<Account>) c.getRecords())[0].Name + c.getHasNext() + c.getResultSize();",
        'bfalse2'
    ]
]);
