trigger ThingTrigger on Thing__c(before insert, after update, after delete) {
    for (Thing__c thing : Trigger.new) {
        thing.Key__c = thing.Name;
        Thing__c before = Trigger.oldMap?.get(thing.Id);
        if (Trigger.isInsert && before?.Weight__c != thing.Weight__c) {
            thing.Weight__c.addError('changed');
        }
    }
    switch on Trigger.operationType {
        when BEFORE_INSERT {
            Integer count = Trigger.size;
        }
        when else {
            Set<Id> ids = Trigger.newMap.keySet();
        }
    }
}
