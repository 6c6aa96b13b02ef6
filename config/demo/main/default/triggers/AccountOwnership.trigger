/**
 * A customer's trigger, as every org has some: it shares governor limits with whatever changes accounts.
 */
trigger AccountOwnership on Account(before update) {
    AccountOwnershipNotes.note(Trigger.new, Trigger.oldMap);
}
