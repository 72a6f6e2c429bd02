namespace Holdfast.Data.Audit;

/// <summary>An entry and its place in the chain.</summary>
/// <param name="Number">From 1, without a gap.</param>
/// <param name="Seal">Over this entry and the seal before it.</param>
public sealed record SealedEntry(long Number, byte[] Seal, AuditEntry Entry);

/// <summary>An end of the chain.</summary>
/// <param name="Number">0: there has been no entry.</param>
/// <param name="Seal">Of the entry with this number; empty for 0.</param>
public sealed record ChainEnd(long Number, byte[] Seal)
{
    public static readonly ChainEnd None = new(0, []);
}
