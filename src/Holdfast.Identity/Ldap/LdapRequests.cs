using System.Formats.Asn1;
using System.Text;

namespace Holdfast.Identity.Ldap;

/// <summary>Writes requests of LDAP version 3 (RFC 4511).</summary>
public static class LdapRequests
{
    /// <summary>RFC 4511 section 4.14.1.</summary>
    private const string StartTlsOid = "1.3.6.1.4.1.1466.20037";

    /// <summary>RFC 2696.</summary>
    internal const string PagedOid = "1.2.840.113556.1.4.319";

    private const int Version = 3;

    /// <summary>Says who it is. An empty password would be an anonymous bind, which servers answer with yes: it is no proof of anything.</summary>
    public static byte[] Bind(int id, string dn, string password) =>
        Message(
            id,
            writer =>
            {
                using (writer.PushSequence(Application(0)))
                {
                    writer.WriteInteger(Version);
                    Text(writer, dn);
                    writer.WriteOctetString(Encoding.UTF8.GetBytes(password), new Asn1Tag(TagClass.ContextSpecific, 0));
                }
            }
        );

    public static byte[] StartTls(int id) =>
        Message(
            id,
            writer =>
            {
                using (writer.PushSequence(Application(23)))
                {
                    writer.WriteOctetString(
                        Encoding.ASCII.GetBytes(StartTlsOid),
                        new Asn1Tag(TagClass.ContextSpecific, 0)
                    );
                }
            }
        );

    /// <summary>Good-bye. Nobody answers.</summary>
    public static byte[] Unbind(int id) =>
        Message(id, writer => writer.WriteNull(new Asn1Tag(TagClass.Application, 2)));

    /// <param name="cookie">Of the page before; empty: from the beginning.</param>
    public static byte[] Search(int id, LdapSearch search, ReadOnlySpan<byte> cookie)
    {
        var page = search.PageSize == 0 ? null : PageControl(search.PageSize, cookie);
        return Message(
            id,
            writer =>
            {
                using (writer.PushSequence(Application(3)))
                {
                    Text(writer, search.Base);
                    writer.WriteEnumeratedValue(search.Scope);
                    // Aliases are not followed: 0.
                    writer.WriteEncodedValue([0x0A, 0x01, 0x00]);
                    writer.WriteInteger(search.SizeLimit);
                    writer.WriteInteger(0);
                    writer.WriteBoolean(false);
                    writer.WriteEncodedValue(search.Filter.Encoded.Span);
                    using (writer.PushSequence())
                    {
                        foreach (var attribute in search.Attributes)
                        {
                            Text(writer, attribute);
                        }
                    }
                }

                if (page is not null)
                {
                    using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                    {
                        writer.WriteEncodedValue(page);
                    }
                }
            }
        );
    }

    private static byte[] PageControl(int size, ReadOnlySpan<byte> cookie)
    {
        var value = new AsnWriter(AsnEncodingRules.BER);
        using (value.PushSequence())
        {
            value.WriteInteger(size);
            value.WriteOctetString(cookie);
        }

        var control = new AsnWriter(AsnEncodingRules.BER);
        using (control.PushSequence())
        {
            Text(control, PagedOid);
            // Critical: a server that cannot do it says so, and does not cut the answer short.
            control.WriteBoolean(true);
            control.WriteOctetString(value.Encode());
        }

        return control.Encode();
    }

    private static byte[] Message(int id, Action<AsnWriter> operation)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            operation(writer);
        }

        return writer.Encode();
    }

    private static void Text(AsnWriter writer, string text) => writer.WriteOctetString(Encoding.UTF8.GetBytes(text));

    private static Asn1Tag Application(int number) => new(TagClass.Application, number);
}
