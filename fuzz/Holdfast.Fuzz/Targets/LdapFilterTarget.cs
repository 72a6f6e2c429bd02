using System.Formats.Asn1;
using System.Text;
using Holdfast.Identity.Ldap;

namespace Holdfast.Fuzz.Targets;

/// <summary>Filters that an administrator types: what is taken is one value of BER and nothing more.</summary>
internal sealed class LdapFilterTarget : IFuzzTarget
{
    public string Name => "ldap-filter";

    public IReadOnlyList<string> Words => ["(", ")", "&", "|", "!", "=*", ":=", ":dn:", ">=", "~=", @"\2a", "uid"];

    public IEnumerable<byte[]> Samples =>
        ["(&(objectClass=person)(!(uid=a*b\\2a)))"u8.ToArray(), "(|(a:dn:1.2:=x)(b>=2))"u8.ToArray()];

    public void Take(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        if (LdapFilter.Parse(text, out var wrongAt) is { } filter)
        {
            var reader = new AsnReader(filter.Encoded, AsnEncodingRules.BER);
            reader.ReadEncodedValue();
            reader.ThrowIfNotEmpty();
        }
        else if (wrongAt < 0 || wrongAt > text.Length)
        {
            throw new BrokenPromiseException("A mistake outside the text.");
        }
    }
}
