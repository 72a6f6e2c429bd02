namespace Holdfast.Lab.Histories;

/// <summary>One call of an app as the app saw it. Times are since the story began. An app makes one call after the other.</summary>
public sealed record Call
{
    /// <summary>One authorization.</summary>
    public required string App { get; init; }

    public required CallKind Kind { get; init; }

    public required TimeSpan Begun { get; init; }

    public required TimeSpan Ended { get; init; }

    /// <summary>The call before wanted the same, and failed.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>Null: the connection broke, or no answer came in time. What was done then, nobody knows.</summary>
    public int? Status { get; init; }

    /// <summary>Why it failed, in words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What a connect that succeeded was answered.</summary>
    public Given? Given { get; init; }

    public bool Succeeded => Status is 200 or 204;

    /// <summary>The server said no before it did anything.</summary>
    public bool WasRefused => Status is >= 400 and < 500;

    public override string ToString() =>
        $"{App} {Kind} from {Begun.TotalSeconds:0.000} to {Ended.TotalSeconds:0.000} s: {Status?.ToString() ?? "no answer"} {Reason}".TrimEnd();
}
