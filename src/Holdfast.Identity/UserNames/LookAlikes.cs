using System.Collections.Frozen;

namespace Holdfast.Identity.UserNames;

/// <summary>
/// Makes the same of what looks the same. A whole name in Greek or Cyrillic can look like one in Latin, though it mixes nothing.
/// </summary>
internal static class LookAlikes
{
    private const string Foreign = "аеорсухіѕјһӏԁԛԝгкмтвнαορνικυτχγη\u0131\u0130";

    private const string Latin = "aeopcyxisjhldqwrkmtbhaopvikutxynii";

    private static readonly FrozenDictionary<char, char> Map = Foreign
        .Zip(Latin)
        .ToFrozenDictionary(pair => pair.First, pair => pair.Second);

    public static string Fold(string name) =>
        string.Create(
            name.Length,
            name,
            static (folded, source) =>
            {
                for (var index = 0; index < folded.Length; index++)
                {
                    folded[index] = Fold(source[index]);
                }
            }
        );

    private static char Fold(char letter)
    {
        var lower = char.ToLowerInvariant(letter);
        return lower == 'ς' ? 'σ' : Map.GetValueOrDefault(lower, lower);
    }
}
