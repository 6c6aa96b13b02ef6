/** Partitions of the Platform Cache become rows: Cache.Org and Cache.Session know them by these. */
import { xmlBoolean, xmlList, xmlNumber, xmlText } from '../../schema/xml.ts';
import type { DeployContext } from './deployPlatform.ts';

export function deployCachePartitions({ store, project, adminId }: DeployContext): void {
    const kept: string[] = [];
    for (const { type, fullName, content } of project.metadata) {
        if (type !== 'PlatformCachePartition') {
            continue;
        }
        const values = {
            DeveloperName: fullName,
            MasterLabel: xmlText(content, 'masterLabel') ?? fullName,
            Description: xmlText(content, 'description') ?? null,
            Language: 'en_US',
            IsDefaultPartition: Number(xmlBoolean(content, 'isDefaultPartition'))
        };
        const known = store.get('SELECT Id AS id FROM PlatformCachePartition WHERE DeveloperName = ?', fullName);
        const id = known ? String(known.id) : store.insert('PlatformCachePartition', values, { userId: adminId });
        if (known) {
            store.update('PlatformCachePartition', id, values, { userId: adminId });
        }
        kept.push(id);
        store.change('PlatformCachePartitionType', 'DELETE FROM PlatformCachePartitionType WHERE PlatformCachePartitionId = ?', id);
        for (const part of xmlList(content, 'platformCachePartitionTypes')) {
            const allocated = ['allocatedCapacity', 'allocatedPartnerCapacity', 'allocatedPurchasedCapacity', 'allocatedTrialCapacity'];
            const [own = 0, partner = 0, purchased = 0, trial = 0] = allocated.map((name) => xmlNumber(part, name) ?? 0);
            store.insert(
                'PlatformCachePartitionType',
                {
                    PlatformCachePartitionId: id,
                    CacheType: xmlText(part, 'cacheType') ?? null,
                    AllocatedCapacity: own,
                    AllocatedPartnerCapacity: partner,
                    AllocatedPurchasedCapacity: purchased,
                    AllocatedTrialCapacity: trial
                },
                { userId: adminId }
            );
        }
    }
    store.change(
        'PlatformCachePartition',
        'DELETE FROM PlatformCachePartition WHERE Id NOT IN (SELECT value FROM json_each(?))',
        JSON.stringify(kept)
    );
}
