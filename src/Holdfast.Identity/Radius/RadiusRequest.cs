using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Identity.Radius;

/// <summary>A question whether a password is right (RFC 2865 section 4.1), and whether an answer is its answer. Pure.</summary>
/// <remarks>
/// <code>
///  0      code 1
///  1      identifier
///  2..3   length
///  4..19  request authenticator, random
/// 20..    attributes: type, length with these two, value; Message-Authenticator first
/// </code>
/// </remarks>
public sealed class RadiusRequest
{
    /// <summary>Bytes; RFC 2865 section 5.2.</summary>
    public const int LongestPassword = 128;

    /// <summary>Bytes of an attribute's value; RFC 2865 section 5.</summary>
    public const int LongestValue = 253;

    private const int HeaderLength = 20;
    private const int AuthenticatorAt = 4;

    private readonly byte[] _secret;
    private readonly byte[] _authenticator;
    private readonly byte _id;

    private RadiusRequest(byte id, byte[] authenticator, byte[] secret, byte[] packet) =>
        (_id, _authenticator, _secret, Packet) = (id, authenticator, secret, packet);

    /// <summary>As it is sent, each time the same.</summary>
    public byte[] Packet { get; }

    /// <param name="state">Of the challenge that is answered; null: it is the first question.</param>
    /// <param name="id">Any.</param>
    /// <param name="authenticator">16 random bytes.</param>
    /// <returns>Null: name, password or state is empty or longer than the protocol carries.</returns>
    public static RadiusRequest? Create(
        string name,
        string password,
        byte[]? state,
        string nas,
        byte[] secret,
        byte id,
        byte[] authenticator
    )
    {
        var (user, typed) = (Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(password));
        // A zero ends the password in the packet.
        if (
            user.Length is 0 or > LongestValue
            || typed.Length is 0 or > LongestPassword
            || typed.Contains((byte)0)
            || state is { Length: 0 or > LongestValue }
        )
        {
            return null;
        }

        List<RadiusField> attributes =
        [
            new(RadiusType.MessageAuthenticator, new byte[RadiusHash.Length]),
            new(RadiusType.UserName, user),
            new(RadiusType.UserPassword, Hidden(typed, secret, authenticator)),
            new(RadiusType.NasIdentifier, Encoding.UTF8.GetBytes(nas)),
        ];
        if (state is not null)
        {
            attributes.Add(new(RadiusType.State, state));
        }

        var packet = Write(RadiusCode.AccessRequest, id, authenticator, attributes);
        RadiusHash.Hmac(secret, packet).CopyTo(packet, HeaderLength + 2);
        return new(id, authenticator, secret, packet);
    }

    /// <summary>
    /// Only what knows the secret and answers this very question. An answer without Message-Authenticator is none, whoever sent it: without
    /// it, who stands on the way makes a yes out of a no (CVE-2024-3596).
    /// </summary>
    /// <returns>Null: it is no answer.</returns>
    public RadiusAnswer? Read(byte[] packet)
    {
        if (
            packet.Length < HeaderLength
            || packet[1] != _id
            || BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(2)) is var length
                && (length < HeaderLength || length > packet.Length)
        )
        {
            return null;
        }

        // RFC 2865 section 3: what stands behind the length is padding.
        var whole = packet[..BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(2))];
        return
            (RadiusCode)whole[0] is RadiusCode.AccessAccept or RadiusCode.AccessReject or RadiusCode.AccessChallenge
            && ReadAttributes(whole) is { } attributes
            && IsSigned(whole, attributes)
            ? new((RadiusCode)whole[0], [.. attributes.Select(one => one.Attribute)])
            : null;
    }

    /// <returns>With the place of each value; null: they do not add up.</returns>
    private static List<(RadiusField Attribute, int At)>? ReadAttributes(byte[] packet)
    {
        var found = new List<(RadiusField, int)>();
        for (var at = HeaderLength; at < packet.Length; at += packet[at + 1])
        {
            if (at + 2 > packet.Length || packet[at + 1] < 2 || at + packet[at + 1] > packet.Length)
            {
                return null;
            }

            found.Add((new(packet[at], packet[(at + 2)..(at + packet[at + 1])]), at + 2));
        }

        return found;
    }

    private bool IsSigned(byte[] packet, List<(RadiusField Attribute, int At)> attributes)
    {
        if (
            attributes.Where(one => one.Attribute.Type == RadiusType.MessageAuthenticator).ToList()
            is not [{ Attribute.Value: { Length: RadiusHash.Length } said } signature]
        )
        {
            return false;
        }

        var asked = (byte[])packet.Clone();
        _authenticator.CopyTo(asked, AuthenticatorAt);
        var response = RadiusHash.Md5(asked, _secret);
        asked.AsSpan(signature.At, RadiusHash.Length).Clear();
        return CryptographicOperations.FixedTimeEquals(RadiusHash.Hmac(_secret, asked), said)
            & CryptographicOperations.FixedTimeEquals(response, packet.AsSpan(AuthenticatorAt, RadiusHash.Length));
    }

    /// <summary>RFC 2865 section 5.2.</summary>
    private static byte[] Hidden(byte[] password, byte[] secret, byte[] authenticator)
    {
        var hidden = new byte[(password.Length + RadiusHash.Length - 1) / RadiusHash.Length * RadiusHash.Length];
        password.CopyTo(hidden, 0);
        var before = authenticator;
        for (var at = 0; at < hidden.Length; at += RadiusHash.Length)
        {
            var mask = RadiusHash.Md5(secret, before);
            for (var n = 0; n < RadiusHash.Length; n++)
            {
                hidden[at + n] ^= mask[n];
            }

            before = hidden[at..(at + RadiusHash.Length)];
        }

        return hidden;
    }

    internal static byte[] Write(
        RadiusCode code,
        byte id,
        byte[] authenticator,
        IReadOnlyCollection<RadiusField> attributes
    )
    {
        var packet = new byte[HeaderLength + attributes.Sum(one => one.Value.Length + 2)];
        (packet[0], packet[1]) = ((byte)code, id);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        authenticator.CopyTo(packet, AuthenticatorAt);
        var at = HeaderLength;
        foreach (var attribute in attributes)
        {
            (packet[at], packet[at + 1]) = (attribute.Type, (byte)(attribute.Value.Length + 2));
            attribute.Value.CopyTo(packet, at + 2);
            at += attribute.Value.Length + 2;
        }

        return packet;
    }
}
