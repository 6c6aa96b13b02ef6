import { apexCases } from './apexCases.ts';

const members = `
    public enum Color { RED, GREEN }
    public class Node {
        public String name;
        private Integer hidden = 7;
        public transient String temp = 't';
        public Color color { get; set; }
        public Integer twice { get { return hidden * 2; } }
        public List<Node> children;
        public Map<String, Decimal> amounts;
        public Date day;
        public Datetime at;
        public Id recordId;
    }
    public interface Shape {}
    static Node make() {
        Node i = new Node();
        i.name = 'n"\\n';
        i.color = Color.GREEN;
        i.temp = 'x';
        return i;
    }`;

apexCases(
    'JSON.serialize',
    [
        [
            "return JSON.serialize(new Map<String, Object>{'a' => 1, 'b' => null, 'c' => 1.50, 'd' => true, 'e' => 2L, 'f' => new List<Object>{'x', 1.0}});",
            '{"a":1,"b":null,"c":1.50,"d":true,"e":2,"f":["x",1.0]}'
        ],
        [
            'return JSON.serialize(Date.newInstance(2026, 1, 2)) + JSON.serialize(Datetime.newInstanceGmt(2026, 1, 2, 3, 4, 5)) + JSON.serialize(Time.newInstance(1, 2, 3, 4));',
            '"2026-01-02""2026-01-02T03:04:05.000Z""01:02:03.004Z"'
        ],
        ["return JSON.serialize(Blob.valueOf('hi')) + JSON.serialize(Color.RED) + JSON.serialize(null);", '"aGk=""RED"null'],
        [
            'return JSON.serialize(make());',
            '{"name":"n\\"\\n","hidden":7,"color":"GREEN","twice":14,"children":null,"amounts":null,"day":null,"at":null,"recordId":null}'
        ],
        ['return JSON.serialize(make(), true);', '{"name":"n\\"\\n","hidden":7,"color":"GREEN","twice":14}'],
        [
            "return JSON.serialize(new Account(Name = 'Acme', AnnualRevenue = 5));",
            '{"attributes":{"type":"Account"},"Name":"Acme","AnnualRevenue":5}'
        ],
        [
            "return JSON.serialize(new Contact(Id = '003000000000001', Account = new Account(Name = 'Acme')));",
            '{"attributes":{"type":"Contact","url":"/services/data/v67.0/sobjects/Contact/003000000000001AAA"},"Id":"003000000000001AAA","Account":{"attributes":{"type":"Account"},"Name":"Acme"}}'
        ],
        [
            "return JSON.serializePretty(new Map<String, Object>{'a' => new List<Integer>{1, 2}, 'b' => new Map<String, Object>{'c' => null}, 'd' => new List<Object>()});",
            '{\n  "a" : [ 1, 2 ],\n  "b" : {\n    "c" : null\n  },\n  "d" : [ ]\n}'
        ],
        [
            'Database.SaveResult r = (Database.SaveResult) JSON.deserialize(\'{"success":false,"errors":[{"message":"bad","statusCode":"REQUIRED_FIELD_MISSING","fields":["Name"]}]}\', Database.SaveResult.class); return JSON.serialize(new List<Database.SaveResult>{r});',
            '[{"success":false,"errors":[{"statusCode":"REQUIRED_FIELD_MISSING","message":"bad","fields":["Name"]}]}]'
        ],
        ['return JSON.serialize(new HttpRequest());', 'System.JSONException: Type unsupported in JSON: HttpRequest']
    ],
    { members }
);

apexCases(
    'JSON.deserialize',
    [
        [
            'return JSON.deserializeUntyped(\'{"a": [1, 2.50, 3000000000, "x", true, null], "b": {}}\');',
            '{a=(1, 2.50, 3000000000, x, true, null), b={}}'
        ],
        [
            "Object o = JSON.deserializeUntyped('[1]'); return (o instanceof List<Object>) + ' ' + (((List<Object>) o)[0] instanceof Integer);",
            'true true'
        ],
        [
            'return JSON.deserializeUntyped(\'{"a": }\');',
            "System.JSONException: Unexpected character ('}' (code 125)): expected a valid value (number, String, array, object, 'true', 'false' or 'null') at input location [1,8]"
        ],
        ["return JSON.deserializeUntyped('');", 'System.JSONException: No content to map to Object due to end of input'],
        [
            'Node i = (Node) JSON.deserialize(\'{"NAME":"x","color":"red","children":[{"name":"y"}],"amounts":{"a":1.5},"day":"2026-01-02","at":"2026-01-02T03:04:05.000+0100","recordId":"001000000000001","nope":1}\', Node.class); return i.name + i.color + i.children[0].name + i.amounts.get(\'a\') + i.day.day() + i.at + i.recordId;',
            'xREDy1.522026-01-02 02:04:05001000000000001AAA'
        ],
        [
            "Node i = (Node) JSON.deserialize('{}', Node.class); return i.twice;",
            'System.NullPointerException: Attempt to de-reference a null object'
        ],
        ['return JSON.deserializeStrict(\'{"nope":1}\', Node.class);', 'System.JSONException: Unknown field: T.Node.nope'],
        [
            'return JSON.deserialize(\'{"a":{"name":"x"}}\', Map<String, Node>.class);',
            '{a=Node:[name=x, hidden=null, temp=null, color=null, twice=null, children=null, amounts=null, day=null, at=null, recordId=null]}'
        ],
        ["return JSON.deserialize('[1,2,2]', Set<Integer>.class);", '{1, 2}'],
        [
            "return JSON.deserialize('{}', List<String>.class);",
            "System.JSONException: Malformed JSON: Expected '[' at the beginning of List/Set"
        ],
        [
            'return JSON.deserialize(\'["x"]\', List<Integer>.class);',
            'System.JSONException: Illegal value for primitive: x at input location [1,3]'
        ],
        ['return JSON.deserialize(\'["7", "-1.5"]\', List<Decimal>.class);', '(7, -1.5)'],
        ['return JSON.deserialize(\'["true", false]\', List<Boolean>.class);', '(true, false)'],
        [
            'return JSON.deserialize(\'["7.5"]\', List<Integer>.class);',
            'System.JSONException: Illegal value for primitive: 7.5 at input location [1,3]'
        ],
        ["return JSON.deserialize('{}', Map<String, Object>.class);", '{}'],
        [
            'Database.SaveResult r = (Database.SaveResult) JSON.deserialize(\'{"success":false,"id":"001000000000001AAA","errors":[{"message":"bad","statusCode":"REQUIRED_FIELD_MISSING","fields":["Name"]}]}\', Database.SaveResult.class); Database.Error e = r.getErrors()[0]; return r.isSuccess() + \' \' + r.getId() + \' \' + e.getMessage() + \' \' + e.getStatusCode() + \' \' + e.getFields();',
            'false 001000000000001AAA bad REQUIRED_FIELD_MISSING (Name)'
        ],
        [
            'Database.LeadConvertResult r = (Database.LeadConvertResult) JSON.deserialize(\'{"success":true,"leadId":"00Q000000000001EAA"}\', Database.LeadConvertResult.class); return r.isSuccess() + \' \' + r.getLeadId() + \' \' + r.getAccountId();',
            'true 00Q000000000001EAA null'
        ],
        [
            "return JSON.deserialize('{}', HttpRequest.class);",
            'UnsupportedError: Unsupported in the local org: JSON.deserialize into System.HttpRequest'
        ],
        ['return JSON.deserialize(\'{"a":1}\', Map<String, Object>.class);', 'System.JSONException: Apex Type unsupported in JSON: Object'],
        ["return JSON.deserialize('{}', Shape.class);", 'System.JSONException: Apex Type unsupported in JSON: T.Shape'],
        [
            'Account a = (Account) JSON.deserialize(\'{"attributes":{"type":"Account"},"Name":"Acme","AnnualRevenue":1.5,"Owner":{"Name":"Ann"},"Contacts":{"totalSize":1,"done":true,"records":[{"LastName":"Bo"}]}}\', Account.class); return a.Name + a.AnnualRevenue + a.Contacts[0].LastName;',
            'Acme1.5Bo'
        ],
        [
            'return JSON.deserialize(\'{"attributes":{"type":"Account"},"Bogus":1}\', Account.class);',
            "System.JSONException: No such column 'Bogus' on sobject of type Account"
        ],
        [
            'SObject s = (SObject) JSON.deserialize(\'{"attributes":{"type":"Account"},"Name":"x"}\', SObject.class); return s.getSObjectType();',
            'Account'
        ]
    ],
    { members }
);

apexCases('JSONGenerator and JSONParser', [
    [
        "JSONGenerator g = JSON.createGenerator(false); g.writeStartObject(); g.writeStringField('a', 'b'); g.writeNumberField('n', 1.5); g.writeFieldName('l'); g.writeStartArray(); g.writeNumber(1); g.writeBoolean(true); g.writeNull(); g.writeEndArray(); g.writeObjectField('o', new List<Integer>{1}); g.writeEndObject(); return g.getAsString();",
        '{"a":"b","n":1.5,"l":[1,true,null],"o":[1]}'
    ],
    [
        'JSONGenerator g = JSON.createGenerator(false); g.writeStartObject(); g.writeNumber(1); return g.getAsString();',
        'System.JSONException: Can not write value, expecting field name'
    ],
    [
        'JSONParser p = JSON.createParser(\'{"a":[1,2],"b":{"name":"x"}}\'); Integer sum = 0; while (p.nextToken() != null) { if (p.getCurrentToken() == JSONToken.VALUE_NUMBER_INT) { sum += p.getIntegerValue(); } } return sum;',
        '3'
    ],
    [
        'JSONParser p = JSON.createParser(\'{"a":[1,2],"b":"y"}\'); p.nextToken(); p.nextToken(); p.nextToken(); p.skipChildren(); p.nextToken(); return p.getCurrentName() + p.getText() + p.getCurrentToken();',
        'bbFIELD_NAME'
    ],
    [
        "JSONParser p = JSON.createParser('{\"a\":[1,2]}'); p.nextToken(); p.nextToken(); p.nextToken(); List<Integer> l = (List<Integer>) p.readValueAs(List<Integer>.class); return l + ' ' + p.nextToken();",
        '(1, 2) END_OBJECT'
    ]
]);
