using System.Text.Json;
using System.Text.RegularExpressions;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary>What the JSON reader minds, in words for people. Its own words name types of ours; none of ours repeats what was sent.</summary>
internal static partial class JsonMistake
{
    public const string NullIsNothing = "null may not stand here.";

    private static readonly (string Type, string Words)[] Kinds =
    [
        ("System.Boolean", "Not true or false."),
        ("System.String", "Not text."),
        ("System.Collections", "Not a list."),
        ("System.Int", "Not a whole number."),
        ("System.UInt", "Not a whole number."),
        ("[]", "Not a list."),
    ];

    /// <summary>The names of members that must be there and are not; empty: something else is wrong.</summary>
    public static IReadOnlyList<string> MissingIn(JsonException mistake) =>
        mistake.Message.Contains("missing required", StringComparison.Ordinal)
            ? [.. Quoted().Matches(mistake.Message).Skip(1).Select(match => match.Groups["name"].Value)]
            : [];

    public static string Explain(JsonException mistake)
    {
        var message = mistake.Message;
        if (message.StartsWith("expected ", StringComparison.Ordinal))
        {
            return $"E{message[1..]}.";
        }

        if (message.Contains("could not be mapped", StringComparison.Ordinal))
        {
            return "There is no such setting.";
        }

        if (message.Contains("allow setting null", StringComparison.Ordinal))
        {
            return NullIsNothing;
        }

        var kind = Kinds.FirstOrDefault(kind => message.Contains(kind.Type, StringComparison.Ordinal)).Words;
        return message.Contains("could not be converted", StringComparison.Ordinal) && kind is not null
            ? kind
            : "Not a value that may stand here.";
    }

    [GeneratedRegex("'(?<name>[^']*)'", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();
}
