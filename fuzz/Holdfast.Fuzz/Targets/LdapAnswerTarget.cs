using Holdfast.Identity.Ldap;

namespace Holdfast.Fuzz.Targets;

/// <summary>What a directory says: any bytes are an answer, none, or not enough; what it says can be shown.</summary>
internal sealed class LdapAnswerTarget : IFuzzTarget
{
    public string Name => "ldap-answer";

    public IReadOnlyList<string> Words => ["1.2.840.113556.1.4.319", "uid", "memberOf", "cn=a,dc=b"];

    public IEnumerable<byte[]> Samples =>
        [
            Convert.FromHexString("300c02010161070a010004000400"),
            Convert.FromHexString(
                "302002010264 1b0406636e3d612c783011300a0403756964310304 01613003040162 3100".Replace(
                    " ",
                    "",
                    StringComparison.Ordinal
                )
            ),
            Convert.FromHexString("300d02010373080406 6c6461703a2f".Replace(" ", "", StringComparison.Ordinal)),
        ];

    public void Take(ReadOnlySpan<byte> input)
    {
        var length = LdapReader.LengthOf(input);
        if (length is < -1 or > LdapReader.LongestMessage + 6)
        {
            throw new BrokenPromiseException("A length that no message has.");
        }

        var answer = LdapReader.Read(input.ToArray());
        if (answer is LdapAnswer.Done done && (done.Text.Length > 301 || done.Text.Any(char.IsControl)))
        {
            throw new BrokenPromiseException("A text that cannot be shown.");
        }

        if (answer is LdapAnswer.Found found)
        {
            _ = LdapDn.FirstValue(found.Entry.Dn);
            _ = LdapDn.Key(found.Entry.Dn);
            _ = found.Entry.Texts("uid");
        }
    }
}
