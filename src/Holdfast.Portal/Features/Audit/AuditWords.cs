namespace Holdfast.Portal.Features.Audit;

/// <summary>What is wrong with the chain, in words.</summary>
public static class AuditWords
{
    public static string Of(AuditBreak found) =>
        found.Fault switch
        {
            AuditFault.Missing => $"Entry {found.Number} is not there any more.",
            AuditFault.Changed when found.Entry is { } entry =>
                $"Entry {found.Number} ({entry.Action} on {entry.Subject} by {entry.Actor}, {entry.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC), "
                    + "or the one before it, is not as it was written.",
            AuditFault.Changed => $"The end of the chain, entry {found.Number}, is not as it was written.",
            _ => "The key of the seals is not in the database any more, or cannot be opened.",
        };
}
