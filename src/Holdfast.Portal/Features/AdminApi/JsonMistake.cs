using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary>What the JSON reader minds, in words for people. Its own words name types of ours; none of ours repeats what was sent.</summary>
internal static class JsonMistake
{
    public const string NullIsNothing = "null may not stand here.";

    /// <summary>How the converters of the model begin.</summary>
    private const string Ours = "expected ";

    private static readonly (Type Type, string Words)[] Kinds =
    [
        (typeof(bool), "Not true or false."),
        (typeof(string), "Not text."),
        (typeof(int), "Not a whole number."),
        (typeof(long), "Not a whole number."),
    ];

    public static string Explain(JsonException mistake, JsonTypeInfo wanted) =>
        mistake.Message.StartsWith(Ours, StringComparison.Ordinal) ? $"E{mistake.Message[1..]}." : NotA(wanted);

    public static string NotA(JsonTypeInfo wanted) =>
        wanted.Kind == JsonTypeInfoKind.Enumerable
            ? "Not a list."
            : Kinds.FirstOrDefault(kind => kind.Type == (Nullable.GetUnderlyingType(wanted.Type) ?? wanted.Type)).Words
                ?? "Not a value that may stand here.";
}
