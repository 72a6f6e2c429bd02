using Holdfast.Data.Audit;
using Holdfast.Model.Problems;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Audit;

/// <summary>Which entries somebody wants to see, as it was typed or sent.</summary>
public sealed record AuditQuestion
{
    private const int LongestWord = 200;

    public string Actor { get; init; } = "";

    public string Action { get; init; } = "";

    public string Subject { get; init; } = "";

    /// <summary>A day or a moment; empty: from the beginning.</summary>
    public string From { get; init; } = "";

    /// <summary>A day, which is included, or a moment; empty: to the end.</summary>
    public string Until { get; init; } = "";

    public bool IsEmpty => this == new AuditQuestion();

    /// <summary>As parameters of an address; members have the names of the fields.</summary>
    public IEnumerable<(string Name, string? Value)> Parameters =>
        [("actor", Actor), ("action", Action), ("subject", Subject), ("from", From), ("until", Until)];

    public static AuditQuestion Of(string? actor, string? action, string? subject, string? from, string? until) =>
        new()
        {
            Actor = Bounded(actor),
            Action = Bounded(action),
            Subject = Bounded(subject),
            From = Bounded(from),
            Until = Bounded(until),
        };

    public Outcome<AuditFilter> Read()
    {
        var (from, until) = (MomentText.ReadFrom(From), MomentText.ReadUntil(Until));
        List<Problem> problems = [];
        if (from is null && From.Length > 0)
        {
            problems.Add(AuditProblems.NoTime.At("from", From));
        }

        if (until is null && Until.Length > 0)
        {
            problems.Add(AuditProblems.NoTime.At("until", Until));
        }

        return problems.Count > 0
            ? Outcome<AuditFilter>.Failed(problems)
            : new AuditFilter
            {
                Actor = Actor,
                Action = Action,
                Subject = Subject,
                From = from,
                Until = until,
            };
    }

    private static string Bounded(string? text)
    {
        var trimmed = (text ?? "").Trim();
        return trimmed[..Math.Min(LongestWord, trimmed.Length)];
    }
}
