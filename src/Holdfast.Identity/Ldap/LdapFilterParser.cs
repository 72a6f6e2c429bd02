using System.Formats.Asn1;
using System.Text;

namespace Holdfast.Identity.Ldap;

/// <summary>From the text of a filter (RFC 4515) to what is sent.</summary>
internal sealed class LdapFilterParser(string text)
{
    /// <summary>Characters. Ours.</summary>
    private const int Longest = 4000;

    /// <summary>Filters within filters. Ours.</summary>
    private const int Deepest = 32;

    private readonly AsnWriter _writer = new(AsnEncodingRules.BER);
    private int _at;

    public LdapFilter? Read(out int wrongAt)
    {
        var whole = text.Length <= Longest && One(0) && _at == text.Length;
        wrongAt = _at;
        return whole ? new LdapFilter(_writer.Encode()) : null;
    }

    private bool One(int depth)
    {
        if (depth > Deepest || !Take('('))
        {
            return false;
        }

        return (_at < text.Length ? text[_at] : ')') switch
            {
                '&' => Many(0, depth),
                '|' => Many(1, depth),
                '!' => Not(depth),
                _ => Item(),
            } && Take(')');
    }

    private bool Many(int tag, int depth)
    {
        _at++;
        using (_writer.PushSequence(Context(tag)))
        {
            while (_at < text.Length && text[_at] == '(')
            {
                if (!One(depth + 1))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool Not(int depth)
    {
        _at++;
        using (_writer.PushSequence(Context(2)))
        {
            return One(depth + 1);
        }
    }

    private bool Item()
    {
        var attribute = While(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or ';' or '_');
        if (_at >= text.Length)
        {
            return false;
        }

        switch (text[_at])
        {
            case '=' when attribute.Length > 0:
                _at++;
                return EqualOrSubstrings(attribute);
            case '~' when attribute.Length > 0:
                return Comparison(8, attribute);
            case '>' when attribute.Length > 0:
                return Comparison(5, attribute);
            case '<' when attribute.Length > 0:
                return Comparison(6, attribute);
            case ':':
                return Extensible(attribute);
            default:
                return false;
        }
    }

    private bool Comparison(int tag, string attribute)
    {
        _at++;
        if (!Take('=') || Value() is not [var value])
        {
            return false;
        }

        Assertion(tag, attribute, value);
        return true;
    }

    private bool EqualOrSubstrings(string attribute)
    {
        if (Value() is not { } parts)
        {
            return false;
        }

        if (parts is [var value])
        {
            Assertion(3, attribute, value);
        }
        else if (parts is [{ Length: 0 }, { Length: 0 }])
        {
            _writer.WriteOctetString(Encoding.UTF8.GetBytes(attribute), Context(7));
        }
        else
        {
            Substrings(attribute, parts);
        }

        return true;
    }

    private void Substrings(string attribute, List<byte[]> parts)
    {
        using (_writer.PushSequence(Context(4)))
        {
            _writer.WriteOctetString(Encoding.UTF8.GetBytes(attribute));
            using (_writer.PushSequence())
            {
                foreach (var (index, part) in parts.Index())
                {
                    // Initial, any, final; what is empty stands for nothing.
                    var tag =
                        index == 0 ? 0
                        : index == parts.Count - 1 ? 2
                        : 1;
                    if (part.Length > 0)
                    {
                        _writer.WriteOctetString(part, Context(tag));
                    }
                }
            }
        }
    }

    /// <summary>Such as <c>member:1.2.840.113556.1.4.1941:=…</c>, by which Active Directory looks into nested groups.</summary>
    private bool Extensible(string attribute)
    {
        _at++;
        var withDn = text.AsSpan(_at).StartsWith("dn:", StringComparison.OrdinalIgnoreCase);
        _at += withDn ? 3 : 0;
        var rule = While(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');
        if ((rule.Length > 0 && !Take(':')) || (rule.Length == 0 && attribute.Length == 0))
        {
            return false;
        }

        if (!Take('=') || Value() is not [var value])
        {
            return false;
        }

        using (_writer.PushSequence(Context(9)))
        {
            if (rule.Length > 0)
            {
                _writer.WriteOctetString(Encoding.UTF8.GetBytes(rule), Context(1));
            }

            if (attribute.Length > 0)
            {
                _writer.WriteOctetString(Encoding.UTF8.GetBytes(attribute), Context(2));
            }

            _writer.WriteOctetString(value, Context(3));
            if (withDn)
            {
                _writer.WriteBoolean(true, Context(4));
            }
        }

        return true;
    }

    /// <summary>Up to the closing parenthesis, in the parts between asterisks.</summary>
    private List<byte[]>? Value()
    {
        List<byte[]> parts = [];
        var part = new List<byte>();
        while (_at < text.Length && text[_at] is not ')')
        {
            switch (text[_at])
            {
                case '(' or '\0':
                    return null;
                case '*':
                    parts.Add([.. part]);
                    part.Clear();
                    _at++;
                    break;
                case '\\':
                    if (
                        _at + 2 >= text.Length
                        || !char.IsAsciiHexDigit(text[_at + 1])
                        || !char.IsAsciiHexDigit(text[_at + 2])
                    )
                    {
                        return null;
                    }

                    part.Add(Convert.FromHexString(text.AsSpan(_at + 1, 2))[0]);
                    _at += 3;
                    break;
                default:
                    var length = char.IsHighSurrogate(text[_at]) && _at + 1 < text.Length ? 2 : 1;
                    part.AddRange(Encoding.UTF8.GetBytes(text.Substring(_at, length)));
                    _at += length;
                    break;
            }
        }

        parts.Add([.. part]);
        return parts;
    }

    private void Assertion(int tag, string attribute, byte[] value)
    {
        using (_writer.PushSequence(Context(tag)))
        {
            _writer.WriteOctetString(Encoding.UTF8.GetBytes(attribute));
            _writer.WriteOctetString(value);
        }
    }

    private string While(Func<char, bool> isPart)
    {
        var from = _at;
        while (_at < text.Length && isPart(text[_at]))
        {
            _at++;
        }

        return text[from.._at];
    }

    private bool Take(char expected)
    {
        if (_at >= text.Length || text[_at] != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number);
}
