import Testing

/// A worked example of the signature: what goes in, what comes out, and every value in between.
///
/// The keys are invented; the values were computed with Python's hashlib and hmac and confirmed with a Go
/// program, so they are independent of the code under test.
struct SignatureVector: Sendable, CustomTestStringConvertible {
  var name: String
  var requestID: String
  var date: String
  var query: String
  var body: String
  var bodyHash: String
  var stringToSignHex: String
  var timeKey: String
  var accessKeyKey: String
  var dayKey: String
  var signature: String
  var authorization: String

  var testDescription: String { name }

  static let all: [SignatureVector] = [
    SignatureVector(
      name: "a read with a query",
      requestID: "11111111-2222-4333-8444-555555555555",
      date: "20250102T030405Z",
      query:
        "endpointName=%E7%94%9F%E4%BA%A7+%E8%8A%82%E7%82%B9-1&queryContent=a+b%26c%3Dd%2Be%2F~%27%28x%29%2A%21%2C%3A%E6%B5%8B%E8%AF%95&regionID=81f7728662dd11ec810800155d307d5b",
      body: "",
      bodyHash: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      stringToSignHex:
        "637479756e2d656f702d726571756573742d69643a31313131313131312d323232322d343333332d383434342d3535353535353535353535350a656f702d646174653a3230323530313032543033303430355a0a0a656e64706f696e744e616d653d2545372539342539462545342542412541372b2545382538412538322545372538322542392d31267175657279436f6e74656e743d612b622532366325334464253242652532467e2532372532387825323925324125323125324325334125453625423525384225453825414625393526726567696f6e49443d38316637373238363632646431316563383130383030313535643330376435620a65336230633434323938666331633134396166626634633839393666623932343237616534316534363439623933346361343935393931623738353262383535",
      timeKey: "e662f44dfc8aa19f8973ee60ec99b8a8247b7d03ba694f44ce5b41586c01c365",
      accessKeyKey: "3ff5a8b0df11ec2e46db5170175d26e88ffbd05d2fdb83f8cb7e301c40b0cb5d",
      dayKey: "4f53a4502e9e268aac2f181196f4f9b6798c12e4de7abf9a5db3577750807f41",
      signature: "aa9f2b803548e2d27584a6f1afa7d569cd99db26d0075ed8be52d3adfda05978",
      authorization:
        "AKEXAMPLE0001 Headers=ctyun-eop-request-id;eop-date Signature=qp8rgDVI4tJ1hKbxr6fVac2Z2ybQB17YvlLTrf2gWXg="
    ),
    SignatureVector(
      name: "a change with a body",
      requestID: "11111111-2222-4333-8444-666666666666",
      date: "20250102T030405Z",
      query: "",
      body:
        "{\"clientToken\":\"79fa97e3-c48b-4c1e-9f46-6a13d8163678\",\"regionID\":\"81f7728662dd11ec810800155d307d5b\",\"cycleType\":\"on_demand\",\"endpointServiceID\":\"endpser-9hzaohgug8\",\"endpointName\":\"订单节点\",\"subnetID\":\"subnet-7owr4do29a\",\"vpcID\":\"vpc-srsiebllhc\",\"whitelistFlag\":0}",
      bodyHash: "80327c9e7f00464e3b49623b03a6493e96111edbc7ce74fbccd7a5a333a6f16d",
      stringToSignHex:
        "637479756e2d656f702d726571756573742d69643a31313131313131312d323232322d343333332d383434342d3636363636363636363636360a656f702d646174653a3230323530313032543033303430355a0a0a0a38303332376339653766303034363465336234393632336230336136343933653936313131656462633763653734666263636437613561333333613666313664",
      timeKey: "e662f44dfc8aa19f8973ee60ec99b8a8247b7d03ba694f44ce5b41586c01c365",
      accessKeyKey: "3ff5a8b0df11ec2e46db5170175d26e88ffbd05d2fdb83f8cb7e301c40b0cb5d",
      dayKey: "4f53a4502e9e268aac2f181196f4f9b6798c12e4de7abf9a5db3577750807f41",
      signature: "2d033a2c46d48f1d2cc9c83481541e04d7a833dcb30d04e04c01ca33c73695e6",
      authorization:
        "AKEXAMPLE0001 Headers=ctyun-eop-request-id;eop-date Signature=LQM6LEbUjx0sycg0gVQeBNeoM9yzDQTgTAHKM8c2leY="
    ),
    SignatureVector(
      name: "a read without either",
      requestID: "11111111-2222-4333-8444-777777777777",
      date: "20251231T235959Z",
      query: "",
      body: "",
      bodyHash: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      stringToSignHex:
        "637479756e2d656f702d726571756573742d69643a31313131313131312d323232322d343333332d383434342d3737373737373737373737370a656f702d646174653a3230323531323331543233353935395a0a0a0a65336230633434323938666331633134396166626634633839393666623932343237616534316534363439623933346361343935393931623738353262383535",
      timeKey: "d86cce26636356c98d255a9accbd239833cf4c1b7a1c7ffc6f9c56467b4145a7",
      accessKeyKey: "8dacf7e3ab457ccc3454c6f91fe9b4d1d4170c099541693bb686f7f7c5acb218",
      dayKey: "f884f07d346032155823479ce7d94613cdb6ee16dfccbc17cc99b58955d7a998",
      signature: "f53513d0b9171aaa4dff7a672596e11e52f1bbac537f675973639fdb8c1ad611",
      authorization:
        "AKEXAMPLE0001 Headers=ctyun-eop-request-id;eop-date Signature=9TUT0LkXGqpN/3pnJZbhHlLxu6xTf2dZc2Of24wa1hE="
    ),
  ]
}
