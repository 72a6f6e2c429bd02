using System.Security.Cryptography;
using Holdfast.Data;
using Holdfast.Data.Audit;
using Holdfast.Portal.Secrets;

namespace Holdfast.Portal.Features.Audit;

/// <summary>
/// Seals the entries of the audit log one after the other, and looks whether what was sealed is still as it was. Entries are sealed some
/// seconds after they were written, by one portal at a time, so that those who write them never wait for each other.
/// </summary>
public sealed class AuditChain(IDatabase database, AuditStore audit, Vault vault)
{
    private const string KeyName = "audit/1";
    private const int Batch = 1000;

    /// <summary>Under the lease of the job that calls it.</summary>
    /// <returns>How many entries are sealed now that were not before.</returns>
    public async Task<int> SealAsync(IUnitOfWork unit)
    {
        var waiting = await audit.UnsealedAsync(unit, Batch);
        if (waiting.Count == 0)
        {
            return 0;
        }

        var key = Convert.FromBase64String(await vault.GetOrMakeAsync(unit, KeyName, NewKey));
        var head = await audit.HeadAsync(unit);
        foreach (var entry in waiting)
        {
            head = AuditSeal.Next(key, head, entry);
            await audit.SealAsync(unit, entry.Id, head);
        }

        return waiting.Count;
    }

    /// <summary>Goes through the whole chain, a second for some hundred thousand entries.</summary>
    public async Task<AuditVerdict> VerifyAsync(CancellationToken cancel)
    {
        var (floor, head, unsealed, text) = await database.ReadAsync(
            async unit =>
                (
                    await audit.FloorAsync(unit),
                    await audit.HeadAsync(unit),
                    await audit.CountUnsealedAsync(unit),
                    await KeyAsync(unit)
                ),
            cancel
        );
        var verdict = new AuditVerdict(floor.Number + 1, head.Number, unsealed);
        if (text is null)
        {
            return head.Number == 0
                ? verdict
                : verdict with
                {
                    Break = new AuditBreak(floor.Number + 1, AuditFault.Key),
                };
        }

        return await VerifyAsync(Convert.FromBase64String(text), verdict, floor, head, cancel);
    }

    /// <returns>Null: it is not there, or cannot be opened.</returns>
    private async Task<string?> KeyAsync(IUnitOfWork unit)
    {
        try
        {
            return await vault.FindAsync(unit, KeyName);
        }
        catch (SecretException)
        {
            return null;
        }
    }

    private async Task<AuditVerdict> VerifyAsync(
        byte[] key,
        AuditVerdict verdict,
        ChainEnd at,
        ChainEnd head,
        CancellationToken cancel
    )
    {
        while (at.Number < head.Number)
        {
            var page = await database.ReadAsync(unit => audit.SealedAsync(unit, at.Number, Batch), cancel);
            var (reached, found) = Follow(key, at, page, head);
            if (found is null)
            {
                at = reached;
                continue;
            }

            // What was forgotten while we looked is not missing.
            var floor = await database.ReadAsync(audit.FloorAsync, cancel);
            if (floor.Number < found.Number)
            {
                return verdict with { Break = found };
            }

            (at, verdict) = (floor, verdict with { First = floor.Number + 1 });
        }

        return at.Number > head.Number || at.Seal.AsSpan().SequenceEqual(head.Seal)
            ? verdict
            : verdict with
            {
                Break = new AuditBreak(head.Number, AuditFault.Changed),
            };
    }

    private static (ChainEnd Reached, AuditBreak? Found) Follow(
        byte[] key,
        ChainEnd at,
        IReadOnlyList<SealedEntry> page,
        ChainEnd head
    )
    {
        foreach (var sealedEntry in page.TakeWhile(one => one.Number <= head.Number))
        {
            var next = AuditSeal.Next(key, at, sealedEntry.Entry);
            if (sealedEntry.Number != next.Number)
            {
                return (at, new AuditBreak(next.Number, AuditFault.Missing));
            }

            if (!CryptographicOperations.FixedTimeEquals(next.Seal, sealedEntry.Seal))
            {
                return (at, new AuditBreak(next.Number, AuditFault.Changed, sealedEntry.Entry));
            }

            at = next;
        }

        var isShort = page.Count < Batch && at.Number < head.Number;
        return (at, isShort ? new AuditBreak(at.Number + 1, AuditFault.Missing) : null);
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(AuditSeal.KeyLength));
}
