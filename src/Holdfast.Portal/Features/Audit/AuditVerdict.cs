using Holdfast.Data.Audit;

namespace Holdfast.Portal.Features.Audit;

/// <summary>What came of going through the chain.</summary>
/// <param name="First">Number of the oldest entry that is kept.</param>
/// <param name="Last">Number of the newest that is sealed; less than <paramref name="First"/>: none is.</param>
/// <param name="Unsealed">Entries so new that they have no seal yet.</param>
/// <param name="Break">Where it is broken; null: it is whole.</param>
public sealed record AuditVerdict(long First, long Last, long Unsealed, AuditBreak? Break = null)
{
    public bool IsWhole => Break is null;

    public long Sealed => Math.Max(0, Last - First + 1);
}

/// <param name="Number">Of the first entry that is not as it was.</param>
/// <param name="Entry">As it is now, where there is one.</param>
public sealed record AuditBreak(long Number, AuditFault Fault, AuditEntry? Entry = null);

public enum AuditFault
{
    /// <summary>The entry is not there.</summary>
    Missing,

    /// <summary>The entry or its seal is another than when it was sealed, or the one before it.</summary>
    Changed,

    /// <summary>The key of the seals is not there, or cannot be opened.</summary>
    Key,
}
