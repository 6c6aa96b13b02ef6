trigger SignalLater on Signal_Later__e(after insert) {
    SignalListener.heard('later', Trigger.new.size(), Trigger.new[0].Text__c);
}
