trigger SignalNow on Signal_Now__e(after insert) {
    SignalListener.heard('now', Trigger.new.size(), Trigger.new[0].Text__c);
}
