using System.Text;
using Holdfast.Link.Addresses;
using Holdfast.Link.Enrolling;

namespace Holdfast.Fuzz.Targets;

/// <summary>What an administrator pastes to enrol a node.</summary>
internal sealed class EnrolmentCodeTarget : IFuzzTarget
{
    public string Name => "enrolment-codes";

    public IReadOnlyList<string> Words => ["hfn1-", "HFN1-", "-", " ", "AAAAA", "\n", "ſ", "[::1]:1"];

    public IEnumerable<byte[]> Samples =>
        new[] { "node.example.org:7443", "[2001:db8::1]:7443", "192.0.2.1:1" }
            .Select(address => LinkAddress.Parse(address).Value!)
            .Select(address => EnrolmentCode.Create(address, new byte[32], DateTimeOffset.UnixEpoch))
            .Select(code => Encoding.ASCII.GetBytes(code.Reveal()));

    public void Take(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        LinkAddress.Parse(text);
        if (EnrolmentCode.Parse(text) is not { Succeeded: true, Value: var code })
        {
            return;
        }

        if (EnrolmentCode.Parse(code.Reveal()).Value?.Id != code.Id)
        {
            throw new BrokenPromiseException("A code that was read is another when it is shown.");
        }
    }
}
