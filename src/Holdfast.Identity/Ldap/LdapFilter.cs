using System.Formats.Asn1;
using System.Text;

namespace Holdfast.Identity.Ldap;

/// <summary>What a search finds (RFC 4511 section 4.5.1.7), as it is sent.</summary>
public sealed class LdapFilter
{
    internal LdapFilter(byte[] encoded) => Encoded = encoded;

    /// <summary>BER.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>Everything.</summary>
    public static LdapFilter Anything { get; } = Present("objectClass");

    /// <param name="text">As in RFC 4515: <c>(&amp;(objectClass=person)(uid=a*))</c>.</param>
    /// <returns>Null: it is none; <paramref name="wrongAt"/> says where, counted from 0.</returns>
    public static LdapFilter? Parse(string text, out int wrongAt) => new LdapFilterParser(text).Read(out wrongAt);

    /// <summary>The value is taken as it is: nothing in it has a meaning.</summary>
    public static LdapFilter Equal(string attribute, string value)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence(Context(3)))
        {
            writer.WriteOctetString(Encoding.UTF8.GetBytes(attribute));
            writer.WriteOctetString(Encoding.UTF8.GetBytes(value));
        }

        return new(writer.Encode());
    }

    public static LdapFilter Present(string attribute)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        writer.WriteOctetString(Encoding.UTF8.GetBytes(attribute), Context(7));
        return new(writer.Encode());
    }

    public static LdapFilter And(params ReadOnlySpan<LdapFilter> all) => Set(0, all);

    public static LdapFilter Or(params ReadOnlySpan<LdapFilter> any) => Set(1, any);

    private static LdapFilter Set(int tag, ReadOnlySpan<LdapFilter> filters)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence(Context(tag)))
        {
            foreach (var filter in filters)
            {
                writer.WriteEncodedValue(filter.Encoded.Span);
            }
        }

        return new(writer.Encode());
    }

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number);
}
