using System.Text.Json;
using Holdfast.Model.Json;
using Holdfast.Model.Profiles;
using Holdfast.Model.Profiles.Validation;
using Holdfast.Portal.Features.AdminApi;

namespace Holdfast.Fuzz.Targets;

/// <summary>Profiles as the body of a call of the admin API: read, and judged as a whole.</summary>
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
        var read = Body.ReadParts<Profile[]>(input);
        if (read.Value is null || ProfileSetValidator.Validate(read.Value, read.Unread).Count + read.Problems.Count > 0)
        {
            return;
        }

        var again = Body.Read<Profile[]>(JsonSerializer.SerializeToUtf8Bytes(read.Value, ModelJson.Options));
        if (!again.Succeeded || again.Value.Length != read.Value.Length)
        {
            throw new BrokenPromiseException("Profiles that are good cannot be read again when they were written.");
        }
    }
}
