using System.Net;

namespace Holdfast.Web.OnFakes;

internal static class Networks
{
    public static IPNetwork Of(string text) => IPNetwork.Parse(text);
}
