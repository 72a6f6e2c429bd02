using System.Text.Json;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Json;

namespace Holdfast.Node.Applying;

/// <summary>
/// Whether two services are the same in all that they say. Records compare the lists in them by reference; their JSON says everything,
/// and there are few services.
/// </summary>
public static class ServiceComparison
{
    public static bool Same(ProfileServices left, ProfileServices right) =>
        ReferenceEquals(left, right) || Bytes(left).AsSpan().SequenceEqual(Bytes(right));

    private static byte[] Bytes(ProfileServices services) =>
        JsonSerializer.SerializeToUtf8Bytes(services, ModelJson.Options);
}
