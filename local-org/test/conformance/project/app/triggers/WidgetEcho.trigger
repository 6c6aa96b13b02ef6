trigger WidgetEcho on Widget__c(after update) {
    // No access mode and no class of its own: what a trigger does itself is system mode.
    List<Part__c> made = new List<Part__c>();
    for (Widget__c each : [SELECT Amount__c FROM Widget__c WHERE Id IN :Trigger.newMap.keySet() AND Code__c = 'ECHO']) {
        made.add(new Part__c(Widget__c = each.Id, Name = String.valueOf(each.Amount__c), Must__c = 'echo'));
    }
    insert made;
    if (!made.isEmpty()) {
        WidgetTriggerLog.visible = [SELECT COUNT() FROM Widget__c];
    }
}
