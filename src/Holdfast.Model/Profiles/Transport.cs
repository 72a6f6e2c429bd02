namespace Holdfast.Model.Profiles;

public enum Transport
{
    Udp = 1,
    Tcp = 2,
}
