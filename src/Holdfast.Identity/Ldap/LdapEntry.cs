using System.Text;

namespace Holdfast.Identity.Ldap;

/// <summary>One object of a directory, as a search found it.</summary>
/// <param name="Attributes">By name, whose case does not matter. What was not asked for, or may not be read, is not there.</param>
public sealed record LdapEntry(string Dn, IReadOnlyDictionary<string, IReadOnlyList<byte[]>> Attributes)
{
    /// <summary>Strict: a value that is not text is none.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The first value as text; null: there is none.</returns>
    public string? Text(string attribute) => Texts(attribute) is [var first, ..] ? first : null;

    public IReadOnlyList<string> Texts(string attribute) =>
        [.. Attributes.GetValueOrDefault(attribute, []).Select(TextOrNull).OfType<string>()];

    public byte[]? Bytes(string attribute) =>
        Attributes.TryGetValue(attribute, out var values) && values.Count > 0 ? values[0] : null;

    /// <summary>Whether the server gave only some of the values, as Active Directory does with more than 1500 (<c>member;range=0-1499</c>).</summary>
    public bool IsCut(string attribute) =>
        Attributes.Keys.Any(name => name.StartsWith(attribute + ";range=", StringComparison.OrdinalIgnoreCase));

    private static string? TextOrNull(byte[] value)
    {
        try
        {
            return Utf8.GetString(value);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
