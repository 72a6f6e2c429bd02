using Holdfast.Model.Problems;

namespace Holdfast.Identity.UserNames;

/// <summary>The name that a person signs in with.</summary>
/// <remarks>
/// The rule: 1 to 64 letters, digits and <c>. _ - @ +</c>, the first a letter or digit, all letters of one script (see
/// <see cref="Script"/>). Only characters are allowed that Unicode normalisation (NFKC) leaves alone, and no combining marks, so
/// each name has one spelling and nothing has to be normalised; the runtime could not, as it carries no Unicode data
/// (InvariantGlobalization). Two names are the same when their keys are.
/// </remarks>
public sealed record UserName
{
    public const int MaxLength = 64;

    private const string Punctuation = "._-@+";

    private UserName(string text)
    {
        Text = text;
        Key = LookAlikes.Fold(text);
    }

    /// <summary>As it was written, without white space around it.</summary>
    public string Text { get; }

    /// <summary>
    /// What makes the name unique: without the difference of upper and lower case, and with letters that look like Latin ones as
    /// Latin ones, so that nobody can call himself like another.
    /// </summary>
    public string Key { get; }

    public bool Equals(UserName? other) => other?.Key == Key;

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    /// <returns>The name, or HF-1101 to HF-1103. The problem does not repeat the text: it may be a password in the wrong field.</returns>
    public static Outcome<UserName> Read(string? text)
    {
        var name = (text ?? "").Trim();
        if (name.Length is 0 or > MaxLength)
        {
            return IdentityProblems.UserNameLength.At("userName", $"It has {name.Length} characters.");
        }

        if (!char.IsAsciiLetterOrDigit(name[0]) && Scripts.Of(name[0]) is null)
        {
            return IdentityProblems.UserNameCharacter.At("userName", "The first character is no letter or digit.");
        }

        return FirstForbidden(name) is { } position
            ? IdentityProblems.UserNameCharacter.At("userName", $"Character {position + 1} is not allowed.")
            : OfOneScript(name);
    }

    private static int? FirstForbidden(string name)
    {
        var index = name.AsSpan().IndexOfAnyExcept(Allowed);
        return index < 0 ? null : index;
    }

    private static readonly System.Buffers.SearchValues<char> Allowed = System.Buffers.SearchValues.Create([
        .. Scripts.AllLetters(),
        .. "0123456789",
        .. Punctuation,
    ]);

    private static Outcome<UserName> OfOneScript(string name) =>
        name.Select(Scripts.Of).OfType<Script>().Distinct().Count() <= 1
            ? new UserName(name)
            : IdentityProblems.UserNameScripts.At("userName", "It has letters of several scripts.");
}
