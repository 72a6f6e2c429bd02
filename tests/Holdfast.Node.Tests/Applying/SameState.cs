using Holdfast.Model.DesiredState;
using Holdfast.Node.Applying;

namespace Holdfast.Node.Tests.Applying;

internal static class SameState
{
    public static void Assert(NodeState expected, NodeState actual)
    {
        Xunit.Assert.Equal(expected.Revision, actual.Revision);
        Xunit.Assert.Equal(expected.Draining, actual.Draining);
        Xunit.Assert.Equal(Sorted(expected.Peers), Sorted(actual.Peers));
        Xunit.Assert.Equal(Sorted(expected.Clients), Sorted(actual.Clients));
        Xunit.Assert.Equal(expected.Services.Keys.Order(), actual.Services.Keys.Order());
        Xunit.Assert.All(
            expected.Services,
            s => Xunit.Assert.True(ServiceComparison.Same(s.Value, actual.Services[s.Key]))
        );
    }

    private static IEnumerable<KeyValuePair<Guid, T>> Sorted<T>(IReadOnlyDictionary<Guid, T> items) =>
        items.OrderBy(i => i.Key);
}
