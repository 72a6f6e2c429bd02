using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Link.Addresses;
using Holdfast.Link.Problems;
using Holdfast.Model.Problems;

namespace Holdfast.Link.Enrolling;

/// <summary>
/// What an administrator carries from a node to a portal: where the node is, which key it has, and a secret that both then prove to
/// know. See <c>docs/protocols/enrolment.md</c>.
/// </summary>
public sealed class EnrolmentCode
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    internal const int SecretLength = 16;

    private const string Prefix = "hfn1-";
    private const int FingerprintLength = 32;
    private const int ChecksumLength = 4;
    private const int ExpiryLength = 4;
    private const int FixedLength = ExpiryLength + FingerprintLength + SecretLength;

    /// <summary>The longest address gives about 520 characters. Arbitrary, may be increased.</summary>
    private const int LongestText = 1024;

    private const int Group = 5;

    internal EnrolmentCode(LinkAddress address, byte[] fingerprint, byte[] secret, DateTimeOffset expires)
    {
        Address = address;
        Fingerprint = fingerprint;
        Secret = secret;
        Expires = DateTimeOffset.FromUnixTimeSeconds(expires.ToUnixTimeSeconds());
        Id = Convert.ToHexStringLower(
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 8, salt: null, "holdfast enrolment id"u8.ToArray())
        );
    }

    public LinkAddress Address { get; }

    public DateTimeOffset Expires { get; }

    /// <summary>Tells codes apart without telling the secret.</summary>
    public string Id { get; }

    /// <summary>SHA-256 of the node's public key, hexadecimal.</summary>
    public string NodeKey => Convert.ToHexStringLower(Fingerprint);

    /// <summary>SHA-256 of the node's public key.</summary>
    internal byte[] Fingerprint { get; }

    internal byte[] Secret { get; }

    public static Outcome<EnrolmentCode> Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length > LongestText || !trimmed.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return EnrolmentProblems.CodeMalformed.At("code", $"It does not begin with {Prefix}, or is too long.");
        }
        if (Base32.Decode(trimmed.AsSpan(Prefix.Length)) is not { } bytes)
        {
            return EnrolmentProblems.CodeMistyped.At("code", "It holds a character that no code has.");
        }
        if (bytes.Length <= FixedLength + ChecksumLength)
        {
            return EnrolmentProblems.CodeMistyped.At("code", "It is too short: its end is missing.");
        }
        var (body, checksum) = (bytes[..^ChecksumLength], bytes[^ChecksumLength..]);
        return checksum.AsSpan().SequenceEqual(Checksum(body))
            ? Read(body)
            : EnrolmentProblems.CodeMistyped.At("code", "Its checksum does not match.");
    }

    /// <summary>The one line that the administrator copies. Holds the secret.</summary>
    public string Reveal()
    {
        var address = Encoding.UTF8.GetBytes(Address.ToString());
        var body = new byte[FixedLength + address.Length];
        BinaryPrimitives.WriteUInt32BigEndian(body, (uint)Expires.ToUnixTimeSeconds());
        Fingerprint.CopyTo(body, ExpiryLength);
        Secret.CopyTo(body, ExpiryLength + FingerprintLength);
        address.CopyTo(body, FixedLength);
        var text = Base32.Encode([.. body, .. Checksum(body)]);
        return Prefix + string.Join('-', text.Chunk(Group).Select(group => new string(group)));
    }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"code {Id} of {Address}, good until {Expires:u}";

    internal static EnrolmentCode Create(LinkAddress address, IEnumerable<byte> fingerprint, DateTimeOffset now) =>
        new(address, [.. fingerprint], RandomNumberGenerator.GetBytes(SecretLength), now + Life);

    private static Outcome<EnrolmentCode> Read(byte[] body)
    {
        var expires = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(body));
        var fingerprint = body[ExpiryLength..(ExpiryLength + FingerprintLength)];
        var secret = body[(ExpiryLength + FingerprintLength)..FixedLength];
        var address = LinkAddress.Parse(Encoding.UTF8.GetString(body.AsSpan(FixedLength)));
        return address.Value is null
            ? EnrolmentProblems.CodeMalformed.At("code", "The address in it is none.")
            : new EnrolmentCode(address.Value, fingerprint, secret, expires);
    }

    private static byte[] Checksum(byte[] body) =>
        SHA256.HashData([.. Encoding.ASCII.GetBytes(Prefix), .. body])[..ChecksumLength];
}
