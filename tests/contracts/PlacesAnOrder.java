import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;

/** Places an order and moves it, by the client that comes with Java, as it is. Prints each answer's status. */
public class PlacesAnOrder {
  public static void main(String[] arguments) throws Exception {
    String orders = arguments[0] + "/api/v1/online/orders/";
    String placed = post(orders, arguments[1], "{\"fulfilment\":\"pickup\",\"items\":[{\"name\":\"Soup\",\"quantity\":1}]}");
    var id = Pattern.compile("\"order_id\":\"([^\"]+)\"").matcher(placed);
    id.find();
    post(orders + id.group(1) + "/update-status/", arguments[1], "{\"status\":\"confirmed\"}");
  }

  private static final HttpClient client = HttpClient.newHttpClient();

  private static String post(String url, String token, String body) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url))
      .header("Authorization", "Bearer " + token)
      .header("Content-Type", "application/json")
      .POST(HttpRequest.BodyPublishers.ofString(body))
      .build();
    var response = client.send(request, HttpResponse.BodyHandlers.ofString());
    System.out.println(response.statusCode());
    return response.body();
  }
}
