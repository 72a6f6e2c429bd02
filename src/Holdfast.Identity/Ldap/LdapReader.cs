using System.Formats.Asn1;
using System.Numerics;
using System.Text;

namespace Holdfast.Identity.Ldap;

/// <summary>Reads what a server says (RFC 4511). Bounded, and without surprises: what is no answer is null.</summary>
public static class LdapReader
{
    /// <summary>Bytes of one message. Ours: a group with 200 000 members fits.</summary>
    public const int LongestMessage = 16 * 1024 * 1024;

    /// <summary>Of what a server says to its answer, in characters. Ours.</summary>
    private const int LongestText = 300;

    private const byte Sequence = 0x30;

    private static readonly Asn1Tag Controls = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>How long the message is that begins here.</summary>
    /// <returns>0: too little is here to say; -1: no message of LDAP, or one that is too long.</returns>
    public static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
        {
            return bytes.Length == 1 && bytes[0] != Sequence ? -1 : 0;
        }

        if (bytes[0] != Sequence)
        {
            return -1;
        }

        // RFC 4511 section 5.1: the definite form only.
        if (bytes[1] < 0x80)
        {
            return bytes[1] + 2;
        }

        var count = bytes[1] & 0x7F;
        if (count is 0 or > 4)
        {
            return -1;
        }

        if (bytes.Length < 2 + count)
        {
            return 0;
        }

        long length = 0;
        foreach (var part in bytes.Slice(2, count))
        {
            length = (length << 8) | part;
        }

        return length > LongestMessage ? -1 : (int)length + 2 + count;
    }

    /// <param name="message">One message, whole.</param>
    /// <returns>Null: it is no answer.</returns>
    public static LdapAnswer? Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            var outer = new AsnReader(message, AsnEncodingRules.BER);
            var reader = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            return reader.TryReadInt32(out var id) && id >= 0 ? Operation(reader, id) : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static LdapAnswer? Operation(AsnReader reader, int id)
    {
        var tag = reader.PeekTag();
        if (tag.TagClass != TagClass.Application)
        {
            return null;
        }

        switch (tag.TagValue)
        {
            case 4:
                return new LdapAnswer.Found(id, Entry(reader.ReadSequence(tag)));
            case 19:
                reader.ReadEncodedValue();
                return new LdapAnswer.Elsewhere(id);
            case (int)LdapOperation.Bind or (int)LdapOperation.Search or (int)LdapOperation.Extended:
                var (code, text) = Result(reader.ReadSequence(tag));
                return new LdapAnswer.Done(id, (LdapOperation)tag.TagValue, code, text, Cookie(reader));
            default:
                return null;
        }
    }

    private static LdapEntry Entry(AsnReader entry)
    {
        var dn = Encoding.UTF8.GetString(entry.ReadOctetString());
        var attributes = new Dictionary<string, IReadOnlyList<byte[]>>(StringComparer.OrdinalIgnoreCase);
        var list = entry.ReadSequence();
        while (list.HasData)
        {
            var attribute = list.ReadSequence();
            var name = Encoding.UTF8.GetString(attribute.ReadOctetString());
            var values = attribute.ReadSetOf(skipSortOrderValidation: true);
            var read = new List<byte[]>();
            while (values.HasData)
            {
                read.Add(values.ReadOctetString());
            }

            attributes[name] = read;
        }

        return new(dn, attributes);
    }

    private static (int Code, string Text) Result(AsnReader result)
    {
        var code = new BigInteger(result.ReadEnumeratedBytes().Span, isUnsigned: false, isBigEndian: true);
        result.ReadOctetString();
        var text = Encoding.UTF8.GetString(result.ReadOctetString());
        return (code < 0 || code > int.MaxValue ? -1 : (int)code, Shown(text));
    }

    private static byte[] Cookie(AsnReader message)
    {
        if (!message.HasData || !message.PeekTag().HasSameClassAndValue(Controls))
        {
            return [];
        }

        var controls = message.ReadSequence(Controls);
        while (controls.HasData)
        {
            var control = controls.ReadSequence();
            var oid = Encoding.ASCII.GetString(control.ReadOctetString());
            if (control.HasData && control.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean))
            {
                control.ReadBoolean();
            }

            if (oid == LdapRequests.PagedOid && control.HasData)
            {
                var value = new AsnReader(control.ReadOctetString(), AsnEncodingRules.BER).ReadSequence();
                value.ReadInteger();
                return value.ReadOctetString();
            }
        }

        return [];
    }

    /// <summary>Active Directory ends its texts with a zero.</summary>
    private static string Shown(string text)
    {
        var clean = new string([.. text.Where(c => !char.IsControl(c) && c != '\uFFFD')]).Trim();
        return clean.Length > LongestText ? clean[..LongestText] + "…" : clean;
    }
}
