using System.Text;
using Holdfast.Model.Profiles;
using Holdfast.Model.Profiles.Validation;

namespace Holdfast.Fuzz.Targets;

/// <summary>Profiles as an administrator writes them: read, and judged as a whole.</summary>
internal sealed class ProfileJsonTarget : IFuzzTarget
{
    public string Name => "profile-json";

    public IReadOnlyList<string> Words =>
        [
            "null",
            "[",
            "]",
            "{",
            "}",
            "\"",
            ":",
            ",",
            "-1",
            "1e999",
            "0.0.0.0/0",
            "::/128",
            "\"id\":",
            "\"wireGuard\":",
            "\"routes\":",
            "\\u0000",
        ];

    public IEnumerable<byte[]> Samples => [];

    public void Take(ReadOnlySpan<byte> input)
    {
        var read = ProfileJson.Parse(Encoding.UTF8.GetString(input));
        if (!read.Succeeded || ProfileSetValidator.Validate(read.Value).Count > 0)
        {
            return;
        }

        var again = ProfileJson.Parse(ProfileJson.Write(read.Value));
        if (!again.Succeeded || again.Value.Count != read.Value.Count)
        {
            throw new BrokenPromiseException("Profiles that are good cannot be read again when they were written.");
        }
    }
}
