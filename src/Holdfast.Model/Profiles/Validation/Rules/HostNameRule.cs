using Holdfast.Model.Addresses;
using Holdfast.Model.Problems;

namespace Holdfast.Model.Profiles.Validation.Rules;

internal sealed class HostNameRule : IProfileRule
{
    public IEnumerable<Problem> Check(PlacedProfile placed)
    {
        if (placed.Profile.HostName is { } name && !HostSyntax.IsHost(name))
        {
            yield return ProfileProblems.InvalidHostName.At(placed.At("hostName"), $"\"{Shown.Text(name)}\".");
        }
    }
}
