namespace Holdfast.Portal.Features.Failover;

/// <summary>Why a role changed, from an agent's history, in words for people.</summary>
public static class Reasons
{
    /// <param name="what">Such as <c>claiming → active: silence (epoch 1.1 → 2.2)</c>.</param>
    public static string Of(string what)
    {
        var begin = what.IndexOf(": ", StringComparison.Ordinal);
        var end = what.LastIndexOf(" (epoch", StringComparison.Ordinal);
        var word = begin >= 0 && end > begin ? what[(begin + 2)..end] : what;
        return word switch
        {
            "silence" => "nobody else was heard",
            "switch over" => "switched over",
            "active stopped" => "the other one stopped, or gave it away",
            "higher priority" => "it is the first choice",
            _ => word,
        };
    }
}
